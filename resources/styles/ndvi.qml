<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.40" styleCategories="Symbology">
  <pipe>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="-0.2" classificationMax="1">
      <rasterTransparency/>
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Estimated</statAccuracy>
        <cumulativeCutLower>0.02</cumulativeCutLower>
        <cumulativeCutUpper>0.98</cumulativeCutUpper>
        <stdDevFactor>2</stdDevFactor>
      </minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="-0.2" maximumValue="1" labelPrecision="4">
          <colorramp type="gradient" name="[source]">
            <Option type="Map">
              <Option type="QString" name="color1" value="75,108,156,255"/>
              <Option type="QString" name="color2" value="5,64,30,255"/>
              <Option type="QString" name="discrete" value="0"/>
              <Option type="QString" name="rampType" value="gradient"/>
              <Option type="QString" name="stops" value="0.142857;185,166,137,255:0.285714;232,220,176,255:0.428571;201,221,138,255:0.571429;134,191,88,255:0.714286;63,148,64,255:0.857143;19,102,47,255"/>
            </Option>
          </colorramp>
          <item value="-0.2" color="#4b6c9c" alpha="255" label="-0.2"/>
          <item value="-0.0285714" color="#b9a689" alpha="255" label="-0.02857"/>
          <item value="0.142857" color="#e8dcb0" alpha="255" label="0.1429"/>
          <item value="0.314286" color="#c9dd8a" alpha="255" label="0.3143"/>
          <item value="0.485714" color="#86bf58" alpha="255" label="0.4857"/>
          <item value="0.657143" color="#3f9440" alpha="255" label="0.6571"/>
          <item value="0.828571" color="#13662f" alpha="255" label="0.8286"/>
          <item value="1" color="#05401e" alpha="255" label="1"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <rasterresampler/>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
